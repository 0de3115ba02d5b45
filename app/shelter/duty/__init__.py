"""The working day of the house: incidents, guards, the log of each shift, and one shift handing over to the next."""
