using System.Security.Cryptography;

namespace SupportBot.Core.Contact;

/// <summary>A form that the customer may send once.</summary>
/// <param name="Id">128 random bits in hexadecimal.</param>
/// <param name="Kind">What it sends.</param>
/// <param name="Question">The customer's message that led to it; empty for none.</param>
/// <param name="CaseId">The case that it belongs to; null for none.</param>
public sealed record ContactForm(string Id, ContactKind Kind, string Question, string? CaseId)
{
    /// <summary>Makes a form with a new id.</summary>
    public static ContactForm New(ContactKind kind, string question = "", string? caseId = null) =>
        new(RandomNumberGenerator.GetHexString(32, lowercase: true), kind, question, caseId);
}

/// <summary>What a form sends.</summary>
public enum ContactKind
{
    /// <summary>A message to the team.</summary>
    Message,

    /// <summary>The transcript to the customer.</summary>
    Transcript,
}

/// <summary>What the end of a turn does about a form, in the same transaction.</summary>
public abstract record ContactAction
{
    private ContactAction()
    {
    }

    /// <summary>Stores a form that was shown.</summary>
    public sealed record Open(ContactForm Form) : ContactAction;

    /// <summary>Sends an open form. Nothing happens if it is not open.</summary>
    /// <param name="FormId">The form.</param>
    /// <param name="Messages">What is sent, one per route.</param>
    public sealed record Send(string FormId, IReadOnlyList<NewContactMessage> Messages) : ContactAction;

    /// <summary>Closes an open form that the customer does not want.</summary>
    public sealed record Close(string FormId) : ContactAction;
}
