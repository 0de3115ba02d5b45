"""What to send, what was received, differences and receipts; knows entries and devices, no business."""
