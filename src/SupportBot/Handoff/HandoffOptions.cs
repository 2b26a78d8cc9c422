using System.ComponentModel.DataAnnotations;
using SupportBot.Core.Handoff;

namespace SupportBot.Handoff;

/// <summary>When conversations are handed over to people, and how long things take.</summary>
internal sealed class HandoffOptions : IValidatableObject
{
    /// <summary>Who takes over: <c>desk</c> (agents in the console), <c>hub</c> (an external hub, by the events
    /// <c>handoff.initiate</c> and <c>handoff.status</c>) or <c>off</c>.</summary>
    /// <value>Default <c>desk</c>.</value>
    [RegularExpression("desk|hub|off", ErrorMessage = "must be desk, hub or off.")]
    public string Mode { get; set; } = "desk";

    /// <summary>How agents get waiting cases: <c>claim</c> (they take them) or <c>automatic</c> (the one with the
    /// fewest open cases gets the next).</summary>
    /// <value>Default <c>claim</c>.</value>
    [RegularExpression("claim|automatic", ErrorMessage = "must be claim or automatic.")]
    public string Assignment { get; set; } = "claim";

    /// <summary>Whether a person is offered to a customer who complains.</summary>
    /// <value>Default true.</value>
    public bool OfferOnComplaint { get; set; } = true;

    /// <summary>Whether a person is offered where only staff can help.</summary>
    /// <value>Default true.</value>
    public bool OfferOnContactQuestion { get; set; } = true;

    /// <summary>Whether a person is offered where the documents have no answer.</summary>
    /// <value>Default true.</value>
    public bool OfferOnRefusal { get; set; } = true;

    /// <summary>Whether a person is offered after a thumb down.</summary>
    /// <value>Default true.</value>
    public bool OfferOnThumbDown { get; set; } = true;

    /// <summary>Number of turns in a row without an answer after which a person is offered; 0 for never.</summary>
    /// <value>Default 3.</value>
    [Range(0, 100, ErrorMessage = "must be from 0 to 100.")]
    public int OfferAfterUnanswered { get; set; } = 3;

    /// <summary>Time zone of <see cref="Hours"/> and <see cref="Holidays"/>, such as <c>Europe/Berlin</c>.</summary>
    /// <value>Default <c>UTC</c>.</value>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>When the team works, such as <c>Mon-Fri 09:00-17:00</c>.</summary>
    /// <value>Default empty: always.</value>
    public IReadOnlyList<string> Hours { get; set; } = [];

    /// <summary>Days on which the team does not work, such as <c>2026-12-25</c>.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<string> Holidays { get; set; } = [];

    /// <summary>Minutes after which an offer that nobody answered is withdrawn.</summary>
    /// <value>Default 60.</value>
    [Range(1, 10_080, ErrorMessage = "must be from 1 to 10080.")]
    public int OfferMinutes { get; set; } = 60;

    /// <summary>Minutes after which a customer is told that nobody could take the case.</summary>
    /// <value>Default 30.</value>
    [Range(1, 10_080, ErrorMessage = "must be from 1 to 10080.")]
    public int MaxWaitMinutes { get; set; } = 30;

    /// <summary>
    /// Minutes after which a case whose agent does not answer the customer goes back to the queue.
    /// </summary>
    /// <value>Default 10.</value>
    [Range(1, 10_080, ErrorMessage = "must be from 1 to 10080.")]
    public int AgentSilenceMinutes { get; set; } = 10;

    /// <summary>
    /// Seconds after which an agent without a connection counts as offline, and their cases go back to the queue.
    /// </summary>
    /// <value>Default 90.</value>
    [Range(10, 3600, ErrorMessage = "must be from 10 to 3600.")]
    public int AgentAbsenceSeconds { get; set; } = 90;

    /// <summary>Number of cases that a new agent works on at the same time.</summary>
    /// <value>Default 5.</value>
    [Range(1, 100, ErrorMessage = "must be from 1 to 100.")]
    public int Capacity { get; set; } = 5;

    /// <summary>Hours within which a customer who asks for a person again gets the same case reopened.</summary>
    /// <value>Default 24.</value>
    [Range(0, 720, ErrorMessage = "must be from 0 to 720.")]
    public int ReopenHours { get; set; } = 24;

    /// <summary>
    /// Skills by words in the question, such as <c>billing: invoice, refund</c>: the case goes to agents with the skill.
    /// </summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<string> Skills { get; set; } = [];

    internal HandoffPolicy Policy =>
        new(OfferOnComplaint, OfferOnContactQuestion, OfferOnRefusal, OfferOnThumbDown, OfferAfterUnanswered);

    internal SkillRules SkillRules => SkillRules.Parse(Skills);

    internal OfficeHours OfficeHours => OfficeHours.Parse(TimeZone, Hours, Holidays);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Problem(() => OfficeHours) is { } hours) yield return new ValidationResult(hours, [nameof(Hours)]);
        if (Problem(() => SkillRules) is { } skills) yield return new ValidationResult(skills, [nameof(Skills)]);
    }

    private static string? Problem(Func<object> read)
    {
        try
        {
            read();
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
