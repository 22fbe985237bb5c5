"""Background jobs and the periodic schedule, run by the worker.

Owns: the queue's door, the schedule (what is due, run once whatever the number of workers), the worker's
loop, retries of failed jobs.
Never: knows what a job is about; a job calls one service and may run twice.
"""
