"""The tests mirror app/; architecture/ checks the code itself, journeys/ speak the words of the field."""
