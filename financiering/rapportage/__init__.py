"""What is read out of the state for people: clocks, totals, histories. Nothing here writes."""
