using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SupportBot.EndToEnd.Browser;

/// <summary>
/// Somebody with a browser: what they can do with the widget, and what their browser noticed meanwhile.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<Uri> _requests = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    public Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        context.Request += (_, request) => _requests.Enqueue(new Uri(request.Url));
        context.Console += (_, message) =>
        {
            if (message.Type == "error" || message.Text.StartsWith("Web Chat: ", StringComparison.Ordinal))
                _complaints.Enqueue(message.Text);
        };
        context.WebError += (_, error) => _complaints.Enqueue(error.Error);
        context.Dialog += (_, dialog) =>
        {
            _complaints.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.WebSocket += (_, socket) => _requests.Enqueue(new Uri(socket.Url));
    }

    public IPage Page { get; }

    public ILocator Launcher => Page.Locator("supportbot-widget .launcher");

    public ILocator Panel => Page.Locator("supportbot-widget .panel");

    public IFrameLocator Chat => Page.FrameLocator("supportbot-widget iframe");

    public ILocator Input => Chat.Locator("[data-id=webchat-sendbox-input]");

    /// <summary>The texts of the bot, oldest first.</summary>
    public ILocator Answers => Chat.Locator(
        ".webchat__bubble:not(.webchat__bubble--from-user) .webchat__bubble__content:not(:has(.aside))");

    /// <summary>Sections of other documents, below an answer.</summary>
    public ILocator SeeAlso => Chat.Locator(".aside");

    /// <summary>The bubbles of the visitor, oldest first.</summary>
    public ILocator Questions => Chat.Locator(".webchat__bubble--from-user .webchat__bubble__content");

    /// <summary>The questions that the bot suggests above the input.</summary>
    public ILocator Suggestions => Chat.Locator(".webchat__suggested-action");

    /// <summary>What went wrong, shown above the input.</summary>
    public ILocator Notices => Chat.Locator(".webchat__toast");

    public ILocator Restart => Chat.GetByRole(AriaRole.Button, new() { Name = "Start a new conversation" });

    public ILocator Save => Chat.GetByRole(AriaRole.Button, new() { Name = "Download this conversation" });

    public ILocator References => Chat.Locator(".webchat__link-definitions__list-item-box");

    /// <summary>
    /// Errors on the console, warnings of Web Chat, scripts that failed, dialogs, breaches of a content security
    /// policy.
    /// </summary>
    public IEnumerable<string> Complaints => _complaints;

    /// <summary>Requests to any other host than this one's.</summary>
    public IEnumerable<Uri> RequestsBeyond(Uri host) =>
        _requests.Where(r => r.Scheme is not ("data" or "blob" or "about") && r.Authority != host.Authority);

    public async Task<Visitor> GoAsync(Uri address)
    {
        await Page.GotoAsync(address.ToString());
        return this;
    }

    /// <summary>Clicks the launcher and waits until the bot has said its welcome and something can be typed.</summary>
    public async Task OpenChatAsync()
    {
        await Launcher.ClickAsync();
        await Assertions.Expect(Answers.First).ToBeVisibleAsync(Patient);
        await Assertions.Expect(Input).ToBeVisibleAsync(Patient);
    }

    /// <summary>Types a question and sends it.</summary>
    public async Task AskAsync(string question)
    {
        await Input.FillAsync(question);
        await Input.PressAsync("Enter");
    }

    /// <summary>Posts a text as the visitor, past the input and what it allows.</summary>
    public Task SendAsync(string text) => Chat.Locator("body").EvaluateAsync("""
        async (_, text) => {
          const { token, conversationId } = JSON.parse(localStorage.getItem('supportbot.conversation'));
          const response = await fetch(`../v3/directline/conversations/${conversationId}/activities`, {
            method: 'POST',
            headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
            body: JSON.stringify({ type: 'message', text })
          });
          await response.text(); // A response that nobody reads keeps the page from becoming idle.
        }
        """, text);

    /// <summary>Posts events until the host stores no more for this visitor.</summary>
    public Task UseUpQuotaAsync() => Chat.Locator("body").EvaluateAsync("""
        async () => {
          const { token, conversationId } = JSON.parse(localStorage.getItem('supportbot.conversation'));
          for (const length of [14000, 1]) {
            let status;
            do {
              const response = await fetch(`../v3/directline/conversations/${conversationId}/activities`, {
                method: 'POST',
                headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
                body: JSON.stringify({ type: 'event', name: 'x', value: 'x'.repeat(length) })
              });
              status = response.status;
              await response.text();
            } while (status === 200);
          }
        }
        """);

    /// <summary>The id of the visitor's conversation.</summary>
    public Task<string> ConversationAsync() =>
        Chat.Locator("body")
            .EvaluateAsync<string>("() => JSON.parse(localStorage.getItem('supportbot.conversation')).conversationId");

    /// <summary>Waits until nothing moves any more: an answer fades in.</summary>
    public Task SettledAsync() =>
        Chat.Locator("body")
            .EvaluateAsync(
                "body => Promise.all(body.getAnimations({ subtree: true }).map(a => a.finished.catch(() => {})))");

    /// <summary>Waits until the bot has said something that contains this.</summary>
    public async Task HearsAsync(string text)
    {
        try
        {
            await Assertions.Expect(Answers.Filter(new LocatorFilterOptions { HasText = text }).Last)
                .ToBeVisibleAsync(Patient);
        }
        catch (PlaywrightException)
        {
            Assert.Fail($"Nobody said \"{text}\". The chat shows: {await Chat.Locator("body").InnerTextAsync()}");
        }
    }

    /// <summary>
    /// Waits until a region of an answer scrolls sideways, and the chat around it does not. It may be drawn again while
    /// it arrives, so that a single measurement can meet one that has left the page.
    /// </summary>
    public async Task ScrollsAsync(string region)
    {
        var element = await Chat.Owner.ElementHandleAsync();
        var frame = (await element.ContentFrameAsync())!;
        await frame.WaitForFunctionAsync(
            """
            ([name, width]) => {
              const [region, ...others] = document.querySelectorAll(`[role=region][aria-label="${name}"]`);
              return region && others.length === 0 && region.scrollWidth > region.clientWidth
                && getComputedStyle(region).overflowX === 'auto'
                && region.getBoundingClientRect().right <= width
                && document.documentElement.scrollWidth === width;
            }
            """,
            new object[] { region, Page.ViewportSize!.Width });
    }

    /// <summary>From now on remembers every text that the newest bubble of the bot has had.</summary>
    public Task WatchAnswersAsync() =>
        Chat.Locator("body")
            .EvaluateAsync(
                """
                body => {
                  const bubble = '.webchat__bubble:not(.webchat__bubble--from-user)';
                  const text = `${bubble} .webchat__bubble__content:not(:has(.aside))`;
                  const newest = () => [...body.querySelectorAll(text)].at(-1);
                  const before = newest();
                  window.watched = [];
                  new MutationObserver(() => {
                    const text = newest()?.innerText ?? '';
                    if (newest() !== before && text && text !== window.watched.at(-1)) window.watched.push(text);
                  }).observe(body, { childList: true, subtree: true, characterData: true });
                }
                """);

    /// <summary>The texts that were remembered, oldest first.</summary>
    public Task<string[]> WatchedAsync() => Chat.Locator("body").EvaluateAsync<string[]>("() => window.watched");

    /// <summary>What axe-core finds serious or critical on the page and in its frames.</summary>
    public async Task<IEnumerable<string>> BarriersAsync()
    {
        var result = await Page.RunAxe();
        return result.Violations
            .Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id}: {v.Help} {string.Join(' ', v.Nodes.Select(n => n.Html))}");
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    /// <summary>A first visit loads a large script on a machine that is busy with other tests.</summary>
    private static LocatorAssertionsToBeVisibleOptions Patient => new() { Timeout = 30_000 };
}
