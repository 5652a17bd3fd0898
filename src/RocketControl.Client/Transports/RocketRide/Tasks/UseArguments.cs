namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Checks what a start is asked with, and picks the environment that goes with it (RocketRide protocol §3.2, §9.3).</summary>
internal static class UseArguments
{
    private const string VariablePrefix = "ROCKETRIDE_";
    private const string ApiKeyVariable = "ROCKETRIDE_APIKEY";

    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Use);

    /// <exception cref="RunInvalidArgumentException">An option is not acceptable.</exception>
    public static void Validate(UseOptions options)
    {
        Require(options.Token is not "", "UseOptions.Token must not be empty: nobody could address the run. Leave it null to let the server choose.");
        Require(options.Source is not "", "UseOptions.Source must not be empty. Leave it null to use the pipeline's own.");
        Require(options.Threads is null or >= 1, $"UseOptions.Threads must be at least 1, but is {options.Threads}: the run could take no data.");
        Require(options.TimeToLive is null || options.TimeToLive >= TimeSpan.Zero, $"UseOptions.TimeToLive must not be negative, but is {options.TimeToLive}.");
        Require(
            options.TimeToLive is null || options.TimeToLive.Value.Ticks % TimeSpan.TicksPerSecond == 0,
            $"UseOptions.TimeToLive must be whole seconds, but is {options.TimeToLive}.");
        foreach (var name in options.Environment.Keys)
        {
            Require(
                name.StartsWith(VariablePrefix, StringComparison.Ordinal),
                $"UseOptions.Environment has '{name}', but the server takes only names that start with {VariablePrefix}.");
            Require(name != ApiKeyVariable, $"UseOptions.Environment must not hold {ApiKeyVariable}: the key never goes into a pipeline.");
        }
    }

    /// <summary>The variables that the pipeline refers to, as far as they have values, and those given explicitly; never the API key.</summary>
    public static IReadOnlyDictionary<string, string> SelectEnvironment(
        RocketRidePipeline pipeline, UseOptions options, Func<string, string?> environmentVariable)
    {
        var selected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in pipeline.ReferencedVariables())
        {
            if (name != ApiKeyVariable && environmentVariable(name) is { } value)
                selected[name] = value;
        }
        foreach (var (name, value) in options.Environment)
            selected[name] = value;
        return selected;
    }

    private static void Require(bool fulfilled, string message)
    {
        if (!fulfilled)
            throw new RunInvalidArgumentException(message, Context);
    }
}
