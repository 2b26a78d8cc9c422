namespace SupportBot.Handoff;

// {agent} is the agent's name, {position} and {minutes} are numbers, {place} is one of the texts place, placeWait and
// placeSoon, {day} and {time} the team's next opening, {contact} the line answers.contact, {text} what the agent
// wrote.
internal sealed class HandoffTexts
{
    public required string Offer { get; init; }
    public required string Accept { get; init; }
    public required string Decline { get; init; }
    public required string Declined { get; init; }

    public required string Requested { get; init; }
    public required string Waiting { get; init; }
    public required string Place { get; init; }
    public required string PlaceWait { get; init; }
    public required string PlaceSoon { get; init; }
    public required string Leave { get; init; }
    public required string Left { get; init; }

    public required string Joined { get; init; }
    public required string Transferred { get; init; }
    public required string Released { get; init; }
    public required string Corrected { get; init; }
    public required string Withdrawn { get; init; }
    public required string End { get; init; }
    public required string Ended { get; init; }
    public required string CustomerEnded { get; init; }
    public required string TimedOut { get; init; }

    public required string Closed { get; init; }
    public required string Opening { get; init; }
    public required string Unstaffed { get; init; }

    public required string Rate { get; init; }
    public required string RateWhy { get; init; }

    // At least two; the first words of the stored reason are the text itself.
    public required List<string> RateReasons { get; init; }
    public required string Rated { get; init; }

    // Whole messages that accept or decline an open offer, in lower case.
    public required List<string> Yes { get; init; }
    public required List<string> No { get; init; }
}
