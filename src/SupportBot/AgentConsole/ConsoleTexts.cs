namespace SupportBot.AgentConsole;

// What the console says, in one place. {…} are replaced.
internal static class ConsoleTexts
{
    public const string Product = "Agent console";

    public const string SignInTitle = "Sign in to the agent console";
    public const string SignInLead = "This link comes from the terminal of the host on this computer. "
        + "Customers see the name under which you sign in.";
    public const string YourName = "Your name";
    public const string SignIn = "Sign in";
    public const string SignOut = "Sign out";
    public const string ChoosePhoto = "Choose your picture";
    public const string PhotoRefused = "This file cannot be used. Choose a picture.";
    public const string SignedOut = "You are signed out";
    public const string SignedOutMore =
        "Your conversations go back to the queue. You can close this page, or sign in again.";
    public const string OpenLink = "Open the link “Agent console” that the host printed in its terminal. "
        + "Each link works once; the newest one is the last line.";
    public const string LinkUsed = "This link does not work any more";
    public const string LinkUsedMore = "Each link signs in one person on this computer. "
        + "The host has printed a new one in its terminal.";
    public const string NoRole = "You have no role in this console";
    public const string SignInFailed = "Signing in did not work";
    public const string SignInFailedMore =
        "The sign-in service did not confirm who you are, or it took too long. Please try again.";
    public const string NotSetUp = "The agent console is not set up";
    public const string NotSetUpMore = "This host can be reached from other machines, so agents sign in by OpenID "
        + "Connect: set Console:Authority and Console:ClientId. docs/agent-console.md describes it.";
    public const string Full = "All places are taken";
    public const string FullMore = "As many consoles are open as this host allows (Console:MaxCircuits). "
        + "Close one that nobody uses, then reload this page.";
    public const string TryAgain = "Try again";

    public const string Inbox = "Inbox";
    public const string Conversations = "Conversations";
    public const string Ratings = "Ratings";
    public const string Gaps = "Gaps";
    public const string Voice = "Voice";
    public const string Team = "Team";
    public const string Commands = "Commands";

    public const string TeamLead = "Which conversations each agent may take. Without skills an agent takes those that "
        + "need none; without languages, those in any language.";
    public const string TeamReadOnly = "Supervisors decide which conversations each agent may take.";
    public const string TeamSaved = "Saved for {name}.";

    public const string VoiceLead = "Examples to train the brand’s voice on, from answers that customers liked and "
        + "from agents’ replies. Accept those that sound like you; change the answer first where it needs it.";
    public const string VoiceReadOnly = "Supervisors decide which answers the brand’s voice is trained on.";
    public const string VoiceNothing = "No example waits for review. supportbot voice collect proposes new ones.";
    public const string VoiceReviewed = "Saved.";
    public const string VoiceGone = "Not saved: the example was changed or erased meanwhile. Reload the page.";

    public const string Reconnecting = "The connection is interrupted. What you write is kept; we are reconnecting …";

    public const string Mine = "Mine";
    public const string Waiting = "Waiting";
    public const string All = "All open";
    public const string Mentions = "Mentions";
    public const string Ended = "Ended";

    public const string NothingMine = "You have no open conversations. Take one from Waiting.";
    public const string NothingWaiting = "Nobody is waiting. New customers appear here by themselves.";
    public const string NothingOpen = "There are no open conversations.";
    public const string NothingMentions = "No colleague has mentioned you in an open conversation.";
    public const string NothingEnded = "No conversation has ended yet.";
    public const string BackToList = "Back to the list";
    public const string NothingChosen = "Choose a conversation";
    public const string NothingChosenMore = "Ctrl+K opens every action, ? lists the keys.";
    public const string CaseGone = "This conversation does not exist. It may have been erased.";

    public const string Claim = "Take conversation";
    public const string TakeOver = "Take over";
    public const string TakeOverSure = "Take it over from {name}";
    public const string Resolve = "Resolve";
    public const string Snooze = "Snooze";
    public const string SnoozedUntil = "Snoozed until {time}";
    public const string SnoozeTime = "Not snoozed: choose a time between now and one year from now.";
    public const string Transfer = "Transfer";
    public const string ToQueue = "Back to the queue";
    public const string Details = "Details";
    public const string UnknownWords = "Words that no document in the language of the question holds";
    public const string IdLabel = "Conversation id";
    public const string CloseDetails = "Close";
    public const string Earlier = "Show earlier messages";

    public const string Reply = "Reply";
    public const string Note = "Note";
    public const string Send = "Send";
    public const string AddNote = "Add note";
    public const string ReplyHint = "Write to the customer. / inserts a saved reply, Ctrl+Enter sends.";
    public const string NoteHint = "Only the team sees this. @ mentions a colleague, Ctrl+Enter adds the note.";
    public const string Suggest = "Suggest a reply";
    public const string TranslateMessages = "Translate the messages";
    public const string TranslateTo = "Translate into {name}";
    public const string ShowOriginals = "Show originals only";
    public const string TranslatedBelow = "Translated automatically:";
    public const string NotTranslated = "The translation did not work. Please try again in a moment.";
    public const string NothingToSuggest = "The documents have no answer to the last messages.";

    public const string WaitingHint = "Take the conversation to reply. Notes are always possible.";
    public const string OtherHint = "{name} has this conversation. Notes are always possible.";
    public const string EndedHint = "The conversation has ended, and the bot answers again. Notes are always possible.";

    public const string CustomerTypes = "The customer is typing …";
    public const string AgentTypes = "{name} is typing …";
    public const string AttachFile = "Send a file";
    public const string FileRefused = "Not sent: the file is too large, or of a type that is not allowed.";
    public const string Collision =
        "{name} replied while you were writing. Read it, then send yours; your text is kept.";
    public const string HaveRead = "I have read it";

    public const string TakenBy = "{name} took this conversation a moment ago.";
    public const string EndedMeanwhile = "This conversation has ended meanwhile.";
    public const string OwnedBy = "{name} has this conversation now. Take it over to reply.";
    public const string OwnedByNobody = "This conversation is back in the queue. Take it to reply.";
    public const string NoCapacity =
        "You have as many open conversations as your limit allows. Resolve or snooze one first.";
    public const string Absent = "Not transferred: your colleague is not there any more. Choose somebody else.";
    public const string WrongState = "That is not possible any more: the conversation has changed meanwhile.";
    public const string TooLong = "This is longer than {limit} characters. Please shorten it.";

    public const string You = "You";
    public const string Customer = "Customer";
    public const string Anonymous = "Visitor";
    public const string WhyHere = "Why it came to you";
    public const string BotStopped = "Why the bot stopped";
    public const string Found = "What the bot found";
    public const string WhyThisAnswer = "Why this answer";
    public const string History = "History";
    public const string OtherCases = "Other cases of this customer";
    public const string Summary = "Summary";

    public static string TooLongFor(int limit) => TooLong.Replace("{limit}", $"{limit}", StringComparison.Ordinal);

    public static string NoRoleMore(ConsoleOptions options) =>
        $"You have signed in, but your account has neither the role “{options.AgentRole}” "
        + $"nor “{options.SupervisorRole}”. "
            + "Ask whoever administers your accounts to assign you one, then sign in again.";

    public static string For(this string text, string? name) =>
        text.Replace("{name}", string.IsNullOrEmpty(name) ? "A colleague" : name, StringComparison.Ordinal);
}
