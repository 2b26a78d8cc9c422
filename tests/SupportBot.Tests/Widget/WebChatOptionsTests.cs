using SupportBot.Settings;
using SupportBot.Widget;

namespace SupportBot.Tests.Widget;

public sealed class WebChatOptionsTests
{
    [Fact]
    public void By_default_no_other_site_is_named_and_the_demo_page_is_shown()
    {
        var options = new WebChatOptions();
        Assert.Empty(options.AllowedOrigins);
        Assert.True(options.DemoPage);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://www.example.com")]
    [InlineData("https://*.example.com")]
    [InlineData("http://localhost:*")]
    [InlineData("https://shop.example:8443")]
    public void An_origin_is_accepted(string origin) =>
        Assert.True(Check(origin).Succeeded);

    [Theory]
    [InlineData("www.example.com")]
    [InlineData("https://www.example.com/shop")]
    [InlineData("https://a.example; script-src *")]
    [InlineData("https://shop.example:99999")]
    [InlineData("https://shop.example:0")]
    [InlineData("")]
    public void Anything_else_is_refused_by_name(string origin)
    {
        var failure = Assert.Single(Check(origin).Failures!);
        Assert.Equal(
            $"WebChat:AllowedOrigins: '{origin}' is no origin. Write scheme and host without a path, like "
                + "https://www.example.com, or * for any site.",
            failure);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(string origin) =>
        new SectionValidator<WebChatOptions>("WebChat").Validate(
            null, new WebChatOptions { AllowedOrigins = [origin] });
}
