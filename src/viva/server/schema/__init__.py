"""What travels between server and browser: the models that the OpenAPI document is made from."""
