"""What is said or sounded, and when: planning, fitting, scheduling."""
