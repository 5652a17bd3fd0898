using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

[TestFixture("light", 1280)]
[TestFixture("dark", 1280)]
[TestFixture("light", 360)]
[TestFixture("dark", 360)]
internal sealed class LookTests(string scheme, int width) : BrowserScene
{
    protected override string[] Arguments => ["--port", "0"];

    protected override BrowserNewContextOptions Look => new()
    {
        ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = new() { Width = width, Height = 800 },
    };

    private string Name => $"{scheme}-{width}";

    [Test]
    public async Task Shows_the_demonstration_of_all_systems()
    {
        await Expect(Row("Invoices").Locator(".rate")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"[1-9]"));
        await Expect(Row("sensor-readings").Locator(".rate")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"[1-9]"));
        await Expect(Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(7);
        await KeepPictureAsync($"runs-{Name}");
        await Button("Terminate sensor-readings").ClickAsync();
        await KeepPictureAsync($"terminate-{Name}", isWhole: false);
        await Button("Cancel").ClickAsync();
        await Button("Terminate Invoices").ClickAsync();
        await KeepPictureAsync($"terminate2-{Name}", isWhole: false);
        await Button("Cancel").ClickAsync();
        await Button("Send Invoices").ClickAsync();
        await KeepPictureAsync($"send-{Name}", isWhole: false);
        await Button("Close").ClickAsync();
        await Button("Start a run").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByLabel("Pipeline").FillAsync("{");
        await Button("Start").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true })).ToBeVisibleAsync();
        await KeepPictureAsync($"start-{Name}", isWhole: false);
    }
}
