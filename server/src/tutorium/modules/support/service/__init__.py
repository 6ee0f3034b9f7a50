"""The use cases of support: customers' tickets, the desk, the clocks, the help centre."""
