using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace RocketControl.Client.Tests.Integration.QuickStart;

/// <summary>The quick start as a user runs it, and what came of it.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record QuickStartProcess(int ExitCode, string Output, string Error)
{
    private const string KeyVariable = "ROCKETRIDE_APIKEY";

    /// <summary>Starting a process on a busy machine takes its time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string Program = typeof(QuickStartProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "QuickStart").Value!;

    /// <param name="key">The value of <c>ROCKETRIDE_APIKEY</c>; null leaves it unset.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<QuickStartProcess> RunAsync(string? key, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove(KeyVariable);
        if (key is not null)
            start.Environment[KeyVariable] = key;

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new QuickStartProcess(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public override string ToString() => $"exit code {ExitCode}{Environment.NewLine}{Output}{Error}";
}
