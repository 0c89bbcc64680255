"""What is true: values, rules, rights and deadlines, in the standard library alone.

The words of the field, English identifier – Danish label (domain.md § 11), and where they stand:

==========================  ==================================  ================================
identifier                  Danish                              module
==========================  ==================================  ================================
joint_plan                  Samlet plan (LAB § 40 stk. 3,       plan.JointPlan
                            SEL § 141 stk. 7)
own_words                   Det vil jeg gerne                   parts.OwnWords
goal                        Mål                                 parts.Goal
intervention                Indsats                             parts.Intervention
task, assignee, deadline    Opgave, opgaveansvarlig, frist      parts.Task
task_step                   Opgavens vej                        task_steps.TaskStep
staff_task                  Opgave mellem kolleger              staff_tasks.StaffTask
core_team                   Kernegruppe                         parts.Participant
consent                     Samtykke (RSL § 11 a)               parts.Consent
legal_basis                 Hjemmel                             parts.Intervention.legal_basis
review                      Gennemsyn                           plan.JointPlan.sent_to_review …
coordinating_caseworker     Koordinerende sagsbehandler         plan.JointPlan.coordinator
deputy_caseworker           Stedfortræder                       plan.JointPlan.deputy
follow_up                   Opfølgning                          plan.JointPlan.follow_up
follow_up_held              Opfølgning, afholdt                 follow_ups.FollowUpHeld
citizen                     Borger                              people.Citizen
cpr_number                  CPR-nummer                          cpr.CprNumber
replacement_number          Erstatningspersonnummer             cpr.CprNumber.is_replacement
address_protection          Navne- og adressebeskyttelse        people.Protection
case_file                   Sag                                 people.CaseFile
service_area                Fagområde                           people.ServiceArea
record_note                 Journalnotat                        notes.RecordNote
reminder                    Ryk                                 reminders.Reminder
handover                    Overdragelse                        handovers.Handover
small_count_suppression     Diskretionering                     suppression
==========================  ==================================  ================================
"""
