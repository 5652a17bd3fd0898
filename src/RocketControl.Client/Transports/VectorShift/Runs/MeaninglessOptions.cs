namespace RocketControl.Client.Transports.VectorShift;

/// <summary>Refuses what VectorShift has no counterpart for, instead of leaving it out in silence.</summary>
internal static class MeaninglessOptions
{
    /// <exception cref="RunNotSupportedException">One of them is set.</exception>
    public static void Refuse(UseOptions options)
    {
        (bool IsSet, string Name)[] absent =
        [
            (options.Token is not null, nameof(UseOptions.Token)),
            (options.Source is not null, nameof(UseOptions.Source)),
            (options.Threads is not null, nameof(UseOptions.Threads)),
            (options.TimeToLive is not null, nameof(UseOptions.TimeToLive)),
            (options.UseExisting, nameof(UseOptions.UseExisting)),
            (options.Arguments.Count > 0, nameof(UseOptions.Arguments)),
            (options.TraceLevel is not null, nameof(UseOptions.TraceLevel)),
            (options.Name is not null, nameof(UseOptions.Name)),
            (options.Environment.Count > 0, nameof(UseOptions.Environment)),
            (options.TeamId is not null, nameof(UseOptions.TeamId)),
        ];
        foreach (var (isSet, name) in absent)
        {
            if (isSet)
            {
                throw new RunNotSupportedException(
                    $"UseOptions.{name} has no meaning for VectorShift. Leave it out; inputs go into VectorShiftPipeline.Inputs.",
                    new RunErrorContext(RunBackend.VectorShift, RunOperation.Use));
            }
        }
    }
}
