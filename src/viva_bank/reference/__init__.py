"""Our own readable algorithms, one idea a file; knows no question, no lab, no judge."""
