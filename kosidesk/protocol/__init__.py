"""What two ends of a conversation share, pure: the law by which two changes of one record are joined."""
