using System.Net;
using SupportBot.Handoff;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Handoff;

public sealed class AgentPhotoTests : IDisposable
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("photos");

    [Fact]
    public async Task A_picture_is_served_until_the_agent_has_another_one_and_stays_when_they_sign_in_again()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        var photos = new AgentPhotos(rig.Agents);
        Assert.False(await photos.StoreAsync(Ana, "<svg/>"u8.ToArray(), Cancel));
        Assert.True(await photos.StoreAsync(Ana, Jpeg, Cancel));
        var ana = await rig.Agents.FindAsync(Ana, Cancel);
        await rig.Agents.SignInAsync(ana! with { PhotoUrl = "" }, Cancel);
        var address = (await rig.Agents.FindAsync(Ana, Cancel))!.PhotoUrl;
        Assert.StartsWith("agents/", address, StringComparison.Ordinal);

        using var http = new HttpClient { BaseAddress = rig.Host.Address };
        using var response = await http.GetAsync(new Uri($"/widget/{address}", UriKind.Relative), Cancel);
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Jpeg, await response.Content.ReadAsByteArrayAsync(Cancel));

        Assert.True(await photos.StoreAsync(Ana, [.. Jpeg, 4], Cancel));
        foreach (var gone in new[] { address, "agents/", "agents/%2e%2e%2fsupportbot.db" })
        {
            using var none = await http.GetAsync(new Uri($"/widget/{gone}", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
