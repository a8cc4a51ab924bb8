"""The content of viva: topics, questions, reference algorithms; loaded like any bank."""
