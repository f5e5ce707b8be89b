"""What becomes of findings before they are shown. Each pass is a pure function, findings in, findings out."""
