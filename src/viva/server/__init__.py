"""The web app's server: HTTP and WebSocket over practice; knows no question and no screen."""
