"""What a headphone needs, what a source makes of it, and how long that may be listened to."""
