"""Any incoming list (spreadsheet, text, PDF, DOCX, pasted) turned into plain values and named problems."""
