namespace RocketControl.Client.Hosting.Supervision;

/// <summary>What all keepers of a supervisor share.</summary>
/// <param name="Journal">Where they tell what happens.</param>
/// <param name="Starts">Lets so many start at a time.</param>
/// <param name="Chance">Gives numbers from 0 to below 1, for the pauses.</param>
/// <param name="Time">The clock.</param>
internal sealed record SupervisorSetting(SupervisorJournal Journal, SemaphoreSlim Starts, Func<double> Chance, TimeProvider Time);
