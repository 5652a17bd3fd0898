using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RocketControl.Client.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RocketControl.Client.Browser.Tests;

/// <summary>WCAG 2 AA, as far as a program can tell: names, contrast, no sideways scrolling. With all dialogs, in both schemes, wide and narrow.</summary>
[TestFixture("light", 1280)]
[TestFixture("dark", 1280)]
[TestFixture("light", 360)]
[TestFixture("dark", 360)]
internal sealed class AccessibilityTests(string scheme, int width) : BrowserScene
{
    /// <summary>Controls without a name.</summary>
    private const string Nameless = """
        () => [...document.querySelectorAll("button, input, select, textarea, summary, progress, dialog[open], table")]
          .filter(element => element.checkVisibility())
          .filter(element => !(element.getAttribute("aria-label") || element.labels?.[0]?.textContent.trim() || element.caption?.textContent.trim()
            || document.getElementById(element.getAttribute("aria-labelledby"))?.textContent.trim()
            || (element.matches("button, summary") && element.textContent.trim())))
          .map(element => element.outerHTML.slice(0, 100))
        """;

    /// <summary>Texts with less than 4.5 to 1 against what is behind them.</summary>
    private const string Faint = """
        () => {
          const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          const rgba = color => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data;
          };
          const behind = element => {
            for (let parent = element; parent; parent = parent.parentElement) {
              const color = rgba(getComputedStyle(parent).backgroundColor);
              if (color[3] === 255)
                return color;
            }
            return rgba("white");
          };
          const luminance = color => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
            const share = color[i] / 255;
            return sum + weight * (share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
          }, 0);
          const contrast = element => {
            const [dark, light] = [luminance(rgba(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => a - b);
            return (light + 0.05) / (dark + 0.05);
          };
          const root = document.querySelector("dialog[open]") ?? document.body;
          const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          const faint = [];
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (texts.currentNode.data.trim() && element.checkVisibility() && !element.closest("script, noscript, option") && contrast(element) < 4.5)
              faint.push(`${texts.currentNode.data.trim()}: ${contrast(element).toFixed(2)}`);
          }
          return faint;
        }
        """;

    protected override string[] Arguments => ["--port", "0"];

    protected override BrowserNewContextOptions Look => new()
    {
        ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new() { Width = width, Height = 800 },
    };

    [Test]
    public async Task The_runs()
    {
        await Expect(Row("Invoices").Locator(".rate")).ToHaveTextAsync(new Regex("[1-9]"));
        await Expect(Row("sensor-readings").Locator(".rate")).ToHaveTextAsync(new Regex("[1-9]"));
        await Expect(Row("failing").Locator(".state-text")).ToHaveTextAsync("Failed");
        await Expect(Page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(7);

        await KeepPictureAsync($"runs-{scheme}-{width}");
        await CheckAsync();
    }

    [Test]
    public async Task The_form_that_starts_a_run_with_an_error()
    {
        await StartRunAsync("RocketRide", new Dictionary<string, string> { ["Pipeline"] = "{" });
        await Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true })).ToBeVisibleAsync();

        await KeepPictureAsync($"start-{scheme}-{width}", isWhole: false);
        await CheckAsync();
    }

    [Test]
    public async Task The_form_that_sends_data_with_a_result()
    {
        await Button("Send sensor-readings").ClickAsync();
        await Button("Send").ClickAsync();
        await Expect(Page.Locator("#send-result")).ToBeVisibleAsync();

        await KeepPictureAsync($"send-{scheme}-{width}", isWhole: false);
        await CheckAsync();
    }

    [Test]
    public async Task The_form_that_ends_a_run()
    {
        await Button("Terminate Invoices").ClickAsync();

        await KeepPictureAsync($"terminate-{scheme}-{width}", isWhole: false);
        await CheckAsync();
    }

    [Test]
    public async Task The_roles_of_the_table_survive_its_layout()
    {
        await Expect(Row("counter").GetByRole(AriaRole.Cell)).ToHaveCountAsync(6);

        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Runs, the newest first." })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Columnheader)).ToHaveCountAsync(7);
    }

    private async Task CheckAsync()
    {
        var nameless = await Page.EvaluateAsync<string[]>(Nameless);
        var faint = await Page.EvaluateAsync<string[]>(Faint);
        var overflow = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Multiple(() =>
        {
            Assert.That(nameless, Is.Empty, "controls without a name");
            Assert.That(faint, Is.Empty, "texts that are too faint");
            Assert.That(overflow, Is.Zero, "pixels to scroll sideways");
        });
    }
}
