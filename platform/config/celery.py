"""The Celery application: one queue of work, a broker that may be a folder, beat in public only."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from celery import Celery
from celery.schedules import crontab
from django.apps import apps
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def broker_options(url: str) -> dict[str, object]:
    """Where messages wait. `filesystem:///folder` needs no server; `redis://…` is for production."""
    if not url.startswith("filesystem://"):
        return {
            "broker_url": url,
            "broker_transport": None,  # the one that the address names
            "broker_transport_options": {
                # A message comes back if its worker dies; longer than the longest task (task_time_limit).
                "visibility_timeout": 600,
                # A clerk's intake must not wait for a broker that is away: one quick try, the sweep does the rest.
                "max_retries": 0,
                "connect_retries_timeout": 1,
                "socket_connect_timeout": 1,
                "socket_timeout": 2,
            },
        }
    folder = Path(urlsplit(url).path)
    (folder / "control").mkdir(parents=True, exist_ok=True)
    (folder / "queue").mkdir(parents=True, exist_ok=True)
    return {
        "broker_url": "filesystem://localhost",
        "broker_transport": "config.folder_broker:Transport",
        "broker_transport_options": {
            "data_folder_in": str(folder / "queue"),
            "data_folder_out": str(folder / "queue"),
            "control_folder": str(folder / "control"),
            # Seconds between looks into the folder; kombu's own second would be one message a second.
            "polling_interval": 0.1,
        },
    }


def make(broker_url: str) -> Celery:
    made = Celery("county")
    made.conf.update(
        task_serializer="json",
        accept_content=["json"],
        result_backend=None,
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        task_time_limit=300,
        task_soft_time_limit=240,
        worker_max_tasks_per_child=500,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={},
        timezone="Asia/Shanghai",
        enable_utc=True,
        beat_schedule={
            "report what waits": {
                "task": "hall.reporting.tasks.report_waiting",
                "schedule": 4.0,
                "options": {"expires": 4},
            },
            "sweep the halls": {
                "task": "hall.cases.tasks.sweep_halls",
                "schedule": 60.0,
                "options": {"expires": 60},
            },
            "count halls that are behind": {
                "task": "hall.cases.tasks.recount_waiting",
                "schedule": 60.0,
                "options": {"expires": 60},
            },
            "tell applicants": {
                "task": "hall.telling.tasks.send_all_messages",
                "schedule": 60.0,
                "options": {"expires": 60},
            },
            "remind first contacts": {
                "task": "hall.reception.tasks.remind_halls",
                "schedule": 60.0,
                "options": {"expires": 60},
            },
            "watch the calendar": {
                "task": "county.standards.tasks.watch_calendar",
                "schedule": crontab(hour="8", minute="0"),
                "options": {"expires": 3600},
            },
            "forget the past": {
                "task": "county.registry.tasks.forget_the_past",
                "schedule": crontab(hour="3", minute="20"),
                "options": {"expires": 3600},
            },
        },
    )
    made.conf.update(broker_options(broker_url))
    made.autodiscover_tasks(lambda: [config.name for config in apps.get_app_configs()])
    return made


app = make(settings.BROKER_URL)
