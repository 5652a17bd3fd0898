using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using RocketControl.Client.Emulator;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

/// <summary>Accepted is not completed, on a server elsewhere whose stops take as long as the test likes.</summary>
internal sealed class EndTests : BrowserScene
{
    private FelderaEmulator? _server;

    protected override string[] Arguments => ["--port", "0", "--system", "feldera", "--endpoint", _server!.Endpoint.ToString()];

    protected override async Task PrepareAsync() => _server = await FelderaEmulator.StartAsync(new() { Edition = FelderaEdition.Enterprise });

    protected override ValueTask CleanUpAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Test]
    public async Task A_run_is_stopping_until_it_is_seen_down()
    {
        await StartRunAsync("Feldera", new Dictionary<string, string> { ["Name"] = "weather" });
        using (_server!.Faults.Pipelines.HoldStops())
        {
            await TerminateAsync("Force");

            await Expect(Row("weather").Locator(".state-text")).ToHaveTextAsync("Stopping (accepted)");
            await Expect(Page.Locator("#summary")).ToHaveTextAsync("1 live, 0 ended");
            await KeepPictureAsync("stopping");
        }

        await Expect(Row("weather").Locator(".state-text")).ToHaveTextAsync("Cancelled");
    }

    [Test]
    public async Task A_graceful_end_that_takes_too_long_is_escalated()
    {
        await StartRunAsync("Feldera", new Dictionary<string, string> { ["Name"] = "weather" });
        await Button("Terminate weather").ClickAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = "Escalate" }).CheckAsync();
        await Page.GetByLabel("Seconds until force is used").FillAsync("0");
        await Button("Terminate").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true })).ToContainTextAsync("Say how many seconds");

        await Page.GetByLabel("Seconds until force is used").FillAsync("5");
        await Button("Terminate").ClickAsync();

        await Expect(Row("weather").Locator(".state-text")).ToHaveTextAsync("Cancelled");
    }

    [Test]
    public async Task A_run_that_others_started_appears_by_itself()
    {
        await using var other = RunControlClient.ForFeldera(new FelderaOptions { Endpoint = _server!.Endpoint.ToString() });
        await other.UseAsync(new FelderaPipeline("theirs", "CREATE TABLE t (x INT);"));

        await Expect(Row("theirs").Locator(".state-text")).ToHaveTextAsync("Running");
    }

    private async Task TerminateAsync(string mode)
    {
        await Button("Terminate weather").ClickAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = mode }).CheckAsync();
        await Button("Terminate").ClickAsync();
    }
}
