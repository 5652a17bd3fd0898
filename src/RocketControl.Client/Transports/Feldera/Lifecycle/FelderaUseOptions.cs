namespace RocketControl.Client.Transports.Feldera;

/// <summary>Which of the common start options mean something for Feldera.</summary>
internal static class FelderaUseOptions
{
    /// <exception cref="RunInvalidArgumentException">An option is set that nothing would come of.</exception>
    public static void RefuseWhatHasNoMeaning(UseOptions options)
    {
        (bool IsSet, string Name, string Instead)[] meaningless =
        [
            (options.Token is not null, nameof(UseOptions.Token), "a pipeline is addressed by its name"),
            (options.Threads is not null, nameof(UseOptions.Threads), "set \"workers\" in FelderaPipeline.RuntimeConfig"),
            (options.TimeToLive is not null, nameof(UseOptions.TimeToLive), "a pipeline runs until it is ended"),
            (options.Arguments.Count > 0, nameof(UseOptions.Arguments), "use FelderaPipeline.RuntimeConfig"),
            (options.TraceLevel is not null, nameof(UseOptions.TraceLevel), "use \"logging\" in FelderaPipeline.RuntimeConfig"),
            (options.Name is not null, nameof(UseOptions.Name), "the name is the pipeline's own"),
            (options.Environment.Count > 0, nameof(UseOptions.Environment), "use \"env\" in FelderaPipeline.RuntimeConfig"),
            (options.TeamId is not null, nameof(UseOptions.TeamId), "use FelderaOptions.Tenant"),
        ];
        foreach (var (isSet, name, instead) in meaningless)
        {
            if (isSet)
            {
                throw new RunInvalidArgumentException(
                    $"UseOptions.{name} has no meaning for Feldera: {instead}.", new RunErrorContext(RunBackend.Feldera, RunOperation.Use));
            }
        }
    }
}
