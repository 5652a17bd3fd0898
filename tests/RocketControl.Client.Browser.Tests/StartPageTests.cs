using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

internal sealed class StartPageTests : BrowserScene
{
    [Test]
    public async Task Without_runs_it_says_what_to_do()
    {
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "No runs yet" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Table)).ToBeHiddenAsync();
        await KeepPictureAsync("empty");

        await Page.Locator("#empty-action").ClickAsync();

        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Start a run" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Its_policy_lets_nothing_in_from_elsewhere()
    {
        var response = await Page.GotoAsync(Dashboard.Address);

        Assert.That(response!.Headers["content-security-policy"], Does.StartWith("default-src 'none'").And.Not.Contain("unsafe"));
    }

    [Test]
    public async Task It_says_what_each_system_can_do()
    {
        await Page.Locator("#systems summary", new() { HasText = "Process manager" }).ClickAsync();

        await Expect(Page.GetByText("A process manager has no route to start anything.")).ToBeVisibleAsync();
        await KeepPictureAsync("systems");
    }

    [Test]
    public async Task Nothing_can_be_started_before_the_systems_are_known()
    {
        var asked = new TaskCompletionSource<IRoute>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Page.RouteAsync("**/api/systems", asked.SetResult);
        await Page.ReloadAsync();
        var answer = await asked.Task;

        await Expect(Page.Locator("#start")).ToBeDisabledAsync();
        await Expect(Page.Locator("#summary")).ToHaveTextAsync("Looking for runs…");
        await answer.ContinueAsync();

        await Expect(Page.Locator("#start")).ToBeEnabledAsync();
    }

    [Test]
    public async Task It_says_when_the_connection_is_lost()
    {
        await Expect(Page.Locator("#summary")).ToHaveTextAsync("0 live, 0 ended");

        await Dashboard.DisposeAsync();

        await Expect(Page.Locator("#connection")).ToContainTextAsync("connection to the dashboard is lost");
        await KeepPictureAsync("lost");
    }

    [Test]
    public async Task A_filter_that_lets_nothing_through_can_be_taken_back()
    {
        await StartRunAsync("RocketRide", new Dictionary<string, string> { ["Name"] = "Letters" });
        await Expect(Row("Letters")).ToBeVisibleAsync();

        await Page.GetByLabel("Show").SelectOptionAsync("over");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "No such runs" })).ToBeVisibleAsync();
        await Button("Show all runs").ClickAsync();

        await Expect(Row("Letters")).ToBeVisibleAsync();
    }
}
