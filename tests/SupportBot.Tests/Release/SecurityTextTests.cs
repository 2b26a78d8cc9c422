using System.Net;
using SupportBot.Settings;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Release;

/// <summary><c>/.well-known/security.txt</c>.</summary>
public sealed class SecurityTextTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("security");

    [Fact]
    public async Task It_names_the_contact_for_half_a_year_in_the_brands_languages()
    {
        await using var host = await ChatHost.StartAsync(_folder, null,
            ("Server:SecurityContact", "mailto:security@shop.example"),
            ("Server:PublicUrl", "https://support.shop.example/")
        );
        using var http = new HttpClient { BaseAddress = host.Address };
        using var reply = await http.GetAsync("/.well-known/security.txt", TestContext.Current.CancellationToken);
        Assert.Equal("text/plain; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
        Assert.Equal("""
            Contact: mailto:security@shop.example
            Expires: 2026-08-28T00:00:00Z
            Preferred-Languages: de, en
            Canonical: https://support.shop.example/.well-known/security.txt

            """, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_contact_there_is_none()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var http = new HttpClient { BaseAddress = host.Address };
        using var reply = await http.GetAsync("/.well-known/security.txt", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Theory]
    [InlineData("mailto:security@shop.example", true)]
    [InlineData("https://shop.example/security", true)]
    [InlineData("tel:+49-30-123456", true)]
    [InlineData("security@shop.example", false)]
    [InlineData("http://shop.example/security", false)]
    [InlineData("mailto:a@b\nCanonical: https://evil.example", false)]
    public void A_contact_is_an_address_that_can_be_used_as_it_stands(string contact, bool valid)
    {
        var result = new SectionValidator<ServerOptions>("Server").Validate(
            null, new ServerOptions { SecurityContact = contact });
        Assert.Equal(valid, result.Succeeded);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
