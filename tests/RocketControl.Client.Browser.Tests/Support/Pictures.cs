using System.Reflection;
using Microsoft.Playwright;

namespace RocketControl.Client.Browser.Tests.Support;

/// <summary>Screenshots, kept in <c>artifacts/screenshots</c> and attached to the test.</summary>
internal static class Pictures
{
    private static readonly string Folder = Path.Combine(
        typeof(Pictures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Artifacts").Value!, "screenshots");

    public static async Task KeepAsync(IPage page, string name, bool isWhole)
    {
        var path = Path.GetFullPath(Path.Combine(Folder, $"{name}.png"));
        await page.ScreenshotAsync(new() { Path = path, FullPage = isWhole, Animations = ScreenshotAnimations.Disabled });
        TestContext.AddTestAttachment(path, name);
    }
}
