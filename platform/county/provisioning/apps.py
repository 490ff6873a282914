"""Making halls, and keeping their schemas in step with the code."""

from django.apps import AppConfig


class ProvisioningConfig(AppConfig):
    name = "county.provisioning"
    label = "provisioning"
