using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

internal sealed class KeyboardTests : BrowserScene
{
    [Test]
    public async Task A_run_is_started_fed_and_ended_without_a_mouse()
    {
        await Expect(Page.Locator("#empty")).ToBeVisibleAsync();
        await PressAsync("Tab", "Enter");
        await Expect(Page.GetByLabel("System").Last).ToBeFocusedAsync();
        await PressAsync("Tab");
        await Page.Keyboard.TypeAsync("Letters");
        await PressAsync("Enter");
        await Expect(Row("Letters").Locator(".state-text")).ToHaveTextAsync("Running");
        await Expect(Page.Locator("#start")).ToBeFocusedAsync();

        await PressAsync("Tab", "Tab", "Tab");
        await Expect(Button("Send Letters")).ToBeFocusedAsync();
        await PressAsync("Enter");
        await Expect(Page.GetByLabel("Data", new() { Exact = true })).ToBeFocusedAsync();
        await PressAsync("Tab", "Tab", "Enter");
        await Expect(Row("Letters").Locator(".done")).ToHaveTextAsync("1");
        await Expect(Button("Send")).ToBeFocusedAsync();
        await PressAsync("Escape");

        await Expect(Button("Send Letters")).ToBeFocusedAsync();
        await PressAsync("Tab", "Enter");
        await Expect(Page.GetByRole(AriaRole.Radio, new() { Name = "Graceful" })).ToBeFocusedAsync();
        await PressAsync("ArrowDown");
        await Expect(Page.GetByRole(AriaRole.Radio, new() { Name = "Force" })).ToBeCheckedAsync();
        await PressAsync("Enter");
        await Expect(Row("Letters").Locator(".state-text")).ToHaveTextAsync("Cancelled");
        await Expect(Page.GetByRole(AriaRole.Rowheader, new() { Name = "Letters" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_focus_stays_on_a_button_while_its_row_changes()
    {
        await StartRunAsync("VectorShift", new Dictionary<string, string> { ["Pipeline id"] = "counter" });
        await Button("Terminate counter").FocusAsync();
        var element = await Row("counter").ElementHandleAsync();

        await Expect(Row("counter").Locator(".detail")).ToHaveTextAsync(new Regex("^count = [1-9][0-9]$"));

        await Expect(Button("Terminate counter")).ToBeFocusedAsync();
        Assert.That(await element!.EvaluateAsync<bool>("row => row.isConnected"), Is.True, "the row is the same element still");
    }

    private async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
            await Page.Keyboard.PressAsync(key);
    }
}
