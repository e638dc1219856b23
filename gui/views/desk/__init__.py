"""The pane on the left: queues, articles, speakers."""
