"""Addresses of the citizen site, from the root of the host."""

from django.urls import path

from yimen.sites.citizen import (
    afterwards,
    applying,
    correcting,
    finding,
    guide,
    materials,
    messages,
    sending,
    status,
)

app_name = "citizen"

urlpatterns = [
    path("", finding.home, name="home"),
    path("search/", finding.search, name="search"),
    path("departments/", finding.departments, name="departments"),
    path("items/<slug:slug>/", guide.guide, name="guide"),
    path("items/<slug:slug>/forms/<slug:material>/<slug:kind>/", guide.form, name="form"),
    path("items/<slug:slug>/apply/", applying.start, name="start"),
    path("cases/", afterwards.my_cases, name="cases"),
    path("cases/<uuid:case_id>/", afterwards.case, name="case"),
    path("cases/<uuid:case_id>/apply/", applying.tasks, name="tasks"),
    path("cases/<uuid:case_id>/apply/form/<str:key>/", applying.group, name="group"),
    path("cases/<uuid:case_id>/apply/way/", applying.way, name="way"),
    path("cases/<uuid:case_id>/apply/version/", applying.version, name="version"),
    path("cases/<uuid:case_id>/apply/discard/", applying.discard, name="discard"),
    path("cases/<uuid:case_id>/apply/materials/", materials.materials, name="materials"),
    path("cases/<uuid:case_id>/apply/materials/<str:key>/", materials.change, name="material"),
    path("cases/<uuid:case_id>/apply/check/", sending.check, name="check"),
    path("cases/<uuid:case_id>/sent/", sending.sent, name="sent"),
    path("cases/<uuid:case_id>/supply/", correcting.supply, name="supply"),
    path("cases/<uuid:case_id>/deferred/<str:key>/", correcting.supply_deferred, name="deferred"),
    path("cases/<uuid:case_id>/withdraw/", afterwards.withdraw, name="withdraw"),
    path("cases/<uuid:case_id>/papers/<uuid:paper_id>/", afterwards.paper, name="paper"),
    path("cases/<uuid:case_id>/materials/<str:key>/", afterwards.material, name="file"),
    path("status/", status.status, name="status"),
    path("messages/", messages.inbox, name="messages"),
]
