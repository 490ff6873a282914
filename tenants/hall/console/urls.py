"""The pages of a hall's console, under its host."""

urlpatterns: list = []
