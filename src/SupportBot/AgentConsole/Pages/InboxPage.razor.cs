using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportBot.AgentConsole.Commands;
using SupportBot.AgentConsole.Inbox;
using SupportBot.AgentConsole.Live;
using SupportBot.AgentConsole.Parts;
using SupportBot.AgentConsole.Thread;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;

namespace SupportBot.AgentConsole.Pages;

// The inbox with one conversation. The board says that something changed; what changed is read from cursors.
public sealed partial class InboxPage : IDisposable
{
    private const int MostEnded = 50;
    private static readonly TimeSpan TypingShown = TimeSpan.FromSeconds(6);

    private IReadOnlyList<ListedCase> _ended = [];
    private IReadOnlySet<string> _mentioned = new HashSet<string>();
    private CaseView? _view;
    private string? _typing;
    private string? _notice;
    private bool _isMissing;
    private bool _isWriting;
    private bool _showsDetails;
    private bool _isRefreshing;
    private bool _isStale;
    private CancellationTokenSource _typingEnds = new();
    private IDisposable? _feed;
    private IDisposable? _commands;

    [Parameter] public string? CaseId { get; set; }

    [SupplyParameterFromQuery] public string? View { get; set; }

    [CascadingParameter] private Agent Agent { get; set; } = null!;

    [CascadingParameter] private BrowserClock Clock { get; set; } = null!;

    [Inject] private CaseBoard Board { get; set; } = null!;

    [Inject] private CaseFeed Feed { get; set; } = null!;

    [Inject] private CaseDesk Desk { get; set; } = null!;

    [Inject] private CaseDirectory Directory { get; set; } = null!;

    [Inject] private ConversationStore Conversations { get; set; } = null!;

    [Inject] private ConsoleSession Session { get; set; } = null!;

    [Inject] private CommandList Commands { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private CaseFilter Filter => Enum.TryParse<CaseFilter>(View, ignoreCase: true, out var filter)
        ? filter
        : Count(CaseFilter.Mine) > 0 || CaseId is not null ? CaseFilter.Mine : CaseFilter.Waiting;

    private IReadOnlyList<ListedCase> Shown => Select(Filter);

    private string Title => CaseId is not null && _view is not null
        ? $"{CaseWords.NameOf(_view.Listed)} – {ConsoleTexts.Product}"
        : $"{ConsoleTexts.Inbox} – {ConsoleTexts.Product}";

    public void Dispose()
    {
        Board.Changed -= Refresh;
        Session.Resumed -= Refresh;
        _feed?.Dispose();
        _commands?.Dispose();
        _typingEnds.Dispose();
    }

    protected override void OnInitialized()
    {
        Board.Changed += Refresh;
        Session.Resumed += Refresh;
        _feed = Feed.Subscribe(ConversationChanged, SomebodyTypes);
        _commands = Commands.Add(() => new InboxCommands(_view, Agent, Clock, Board, Time, ExecuteAsync).List(
            GoTo, next => MoveAsync(next), mode => Script.InvokeVoidAsync("agentConsole.setMode", mode).AsTask(),
            ToggleDetails, menu => Script.InvokeVoidAsync("agentConsole.openMenu", menu).AsTask()));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (CaseId != _view?.Case.Id)
        {
            (_view, _typing, _notice, _isWriting) = (null, null, null, false);
            _isMissing = false;
            if (CaseId is not null)
            {
                var found = await Directory.FindAsync(CaseId, default);
                _isMissing = found is null;
                if (found is not null) _view = new CaseView(found, Agent, Directory, Conversations);
            }
        }
        await RefreshAsync();
    }

    private void Refresh() => _ = InvokeAsync(RefreshAsync);

    private void ConversationChanged(string conversationId)
    {
        if (conversationId == _view?.Case.ConversationId) _ = InvokeAsync(RefreshAsync);
    }

    // One refresh at a time; what changes meanwhile is read by another one after it.
    private async Task RefreshAsync()
    {
        _isStale = true;
        if (_isRefreshing) return;
        _isRefreshing = true;
        try
        {
            while (_isStale)
            {
                _isStale = false;
                if (_view is { } view && await view.RefreshAsync(_isWriting, NameOf, default)
                    && view.Items is [.., ThreadItem.Message { Author: ThreadAuthor.Customer }])
                    _typing = null;
                _mentioned = await Directory.MentioningAsync(Agent.Name, default);
                if (Filter == CaseFilter.Ended) _ended = await Directory.ListEndedAsync(MostEnded, default);
            }
        }
        finally
        {
            _isRefreshing = false;
        }
        StateHasChanged();
    }

    private void SomebodyTypes(string conversationId, string? agentName)
    {
        if (conversationId != _view?.Case.ConversationId || agentName == Agent.Name) return;
        _ = InvokeAsync(async () =>
        {
            await _typingEnds.CancelAsync();
            _typingEnds.Dispose();
            _typingEnds = new CancellationTokenSource();
            var ends = _typingEnds.Token;
            _typing = agentName is null ? ConsoleTexts.CustomerTypes : ConsoleTexts.AgentTypes.For(agentName);
            StateHasChanged();
            await Task.Delay(TypingShown, Time, ends).ContinueWith(_ => { }, TaskScheduler.Default);
            if (ends.IsCancellationRequested) return;
            _typing = null;
            await InvokeAsync(StateHasChanged);
        });
    }

    private async Task<bool> ExecuteAsync(CaseCommand command)
    {
        if (_view is not { } view) return false;
        var isDone = await FinishAsync(await Desk.ExecuteAsync(view.Case.Id, command, default));
        if (isDone && command is CaseCommand.Claim or CaseCommand.TakeOver)
            Navigation.NavigateTo(Address(view.Case.Id, CaseFilter.Mine));
        return isDone;
    }

    private async Task<bool> SendAsync(string text, string clientId)
    {
        if (_view is not { } view) return false;
        if (view.Unseen is not null) return false;
        return await FinishAsync(
            await Desk.ReplyAsync(view.Case.Id, Agent.Id, text, view.SeenThrough, clientId, default));
    }

    private async Task<bool> FinishAsync(CaseResult result)
    {
        _notice = result is CaseResult.Refused refused ? RefusalText.Of(refused, NameOf) : null;
        if (result is CaseResult.Refused { Reason: CaseRefusal.Collision }) _isWriting = true;
        Board.Refresh();
        await RefreshAsync();
        return result is not CaseResult.Refused;
    }

    private Task LookedAsync()
    {
        _view?.Look();
        _notice = null;
        return RefreshAsync();
    }

    private Task MoveAsync(int step)
    {
        var shown = Shown;
        if (shown.Count == 0) return Task.CompletedTask;
        var at = shown.Index().FirstOrDefault(
            each => each.Item.Case.Id == CaseId, (Index: step > 0 ? -1 : 0, null!)).Index;
        GoTo(shown[(at + step + shown.Count) % shown.Count].Case.Id);
        return Task.CompletedTask;
    }

    private void GoTo(string? caseId) => Navigation.NavigateTo(Address(caseId, Filter));

    private void ToggleDetails()
    {
        _showsDetails = !_showsDetails;
        StateHasChanged();
    }

    private int Count(CaseFilter filter) => Select(filter).Count;

    private IReadOnlyList<ListedCase> Select(CaseFilter filter) =>
        CaseFilters.Select(filter, Board.Current.Cases, _ended, Agent.Id, _mentioned);

    private string? NameOf(string? agentId) =>
        agentId == Agent.Id ? ConsoleTexts.You : Board.Current.FindAgent(agentId)?.Name;

    private static string Address(string? caseId, CaseFilter filter) =>
        $"{(caseId is null ? "" : $"cases/{caseId}")}?view={filter.ToString().ToLowerInvariant()}";
}
