"""What the analytics of the API look like on the wire: dashboards, my work, and what is found in records."""
