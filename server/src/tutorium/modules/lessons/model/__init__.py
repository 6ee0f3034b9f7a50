"""The nouns and the pure rules of lessons: hours and slots, states, cancellation."""
