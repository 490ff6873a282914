"""Gives a hall the profile its pack tells: address, phones, where to complain, what stands in the hall."""

from dataclasses import asdict

from hall.office.models import Profile
from hall.packs.shape import HallEntry


def add_profile(entry: HallEntry) -> bool:
    """Write it unless the hall has one; what the hall changed since is never put back. Call inside the hall."""
    _, is_new = Profile.objects.get_or_create(
        the_only=True,
        defaults={
            "address": entry.address,
            "phone": entry.phone,
            "complaint_phone": entry.complaint_phone,
            "complaint_box": entry.complaint_box,
            "leader": entry.leader,
            "office": entry.office,
            "equipment": [asdict(each) for each in entry.equipment],
        },
    )
    return is_new
