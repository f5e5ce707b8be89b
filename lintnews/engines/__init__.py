"""What finds faults in a document."""
