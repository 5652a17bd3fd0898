using System.Diagnostics;
using System.Text;

namespace RocketControl.Client.Packaging.Tests.Building;

/// <summary>A program that ran to its end, and what came of it.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed, complaints included.</param>
internal sealed record Command(int ExitCode, string Output)
{
    /// <summary>A safety net: native code is long in the making on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs the SDK, without processes that stay behind, and speaking English.</summary>
    public static Task<Command> DotNetAsync(string folder, params string[] arguments) =>
        RunAsync(folder, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    public static async Task<Command> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_NOLOGO"] = "1" },
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Command(process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Whether it is a restore that found no runtime or compiler for this platform, as without a network, while all of ours is there.</summary>
    public bool LacksPackageOfPlatform() => (Output.Contains("NU1101", StringComparison.Ordinal) || Output.Contains("NU1102", StringComparison.Ordinal)
        || Output.Contains("NU1301", StringComparison.Ordinal)) && !Output.Contains("package RocketControl.", StringComparison.Ordinal);

    /// <summary>This, after the assertion that it went well.</summary>
    public Command Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, Output);
        return this;
    }
}
