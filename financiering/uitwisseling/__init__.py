"""Excel in and out, and foreign registers in. One definition of columns serves both directions."""
