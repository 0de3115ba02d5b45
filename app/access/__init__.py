"""Who may do what: users, roles, unlocking, devices and the recovery of a desk."""
