"""Addresses of the desk, below ``/desk/``."""

from django.urls import path

from yimen.sites.desk import acting, manuals, views

app_name = "desk"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("items/<slug:slug>/manual/", manuals.manual, name="manual"),
    path("cases/<uuid:case_id>/", views.case, name="case"),
    path("cases/<uuid:case_id>/do/<slug:action>/", acting.act, name="act"),
    path("cases/<uuid:case_id>/proposals/<uuid:proposal_id>/", acting.answer_proposal, name="proposal"),
    path("cases/<uuid:case_id>/papers/<uuid:paper_id>/", views.paper, name="paper"),
    path("cases/<uuid:case_id>/materials/<str:key>/", views.material, name="material"),
]
