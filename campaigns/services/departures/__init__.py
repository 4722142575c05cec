"""What people took away stays away, also when a backup is restored that still has it."""
