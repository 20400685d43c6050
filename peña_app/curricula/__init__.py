"""Popular-education curricula: modules of sessions, sessions of activities, every activity in two languages side by side."""
