"""What signers change of a signature: what it says, and the mailbox it belongs to."""
