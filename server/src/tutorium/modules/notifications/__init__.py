"""Letters: which fact is told to whom, in which words, and that it is told once."""
