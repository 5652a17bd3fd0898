namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>The teams of organizations, on the hosted edition only (RocketRide protocol §3.10).</summary>
public sealed class RocketRideTeams
{
    private readonly GroupCalls _teams;

    internal RocketRideTeams(RocketRideCaller caller) => _teams = new GroupCalls(caller, RunOperation.Account, "rrext_account_teams");

    /// <summary>Lists the teams of an organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<TeamSummary>> ListAsync(string organizationId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        var body = await _teams.AskAsync(new("list", ("orgId", organizationId)), cancellationToken).ConfigureAwait(false);
        return _teams.ListOf(body, "teams"u8, TeamSummary.Read);
    }

    /// <summary>Reads a team with its members.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="teamId">The team.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<TeamDetail> GetAsync(string organizationId, string teamId, CancellationToken cancellationToken = default)
    {
        Require(organizationId, teamId);
        return TeamDetail.Read(await _teams.AskAsync(new("get", ("orgId", organizationId), ("teamId", teamId)), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Makes a team.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="name">The team's name.</param>
    /// <param name="cancellationToken">Stops the waiting; a team that was asked for is made all the same.</param>
    public Task CreateAsync(string organizationId, string name, CancellationToken cancellationToken = default)
    {
        Require(organizationId, name);
        return _teams.TellAsync(new("create", ("orgId", organizationId), ("name", name)), cancellationToken);
    }

    /// <summary>Deletes a team.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="teamId">The team.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task DeleteAsync(string organizationId, string teamId, CancellationToken cancellationToken = default)
    {
        Require(organizationId, teamId);
        return _teams.TellAsync(new("delete", ("orgId", organizationId), ("teamId", teamId)), cancellationToken);
    }

    /// <summary>Takes somebody into a team.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="teamId">The team.</param>
    /// <param name="userId">Whom.</param>
    /// <param name="permissions">What the member may do, for example <c>task.control</c>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task AddMemberAsync(
        string organizationId, string teamId, string userId, IEnumerable<string> permissions, CancellationToken cancellationToken = default) =>
        TellOfMemberAsync("add_member", organizationId, teamId, userId, permissions, cancellationToken);

    /// <summary>Sets what a member of a team may do.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="teamId">The team.</param>
    /// <param name="userId">The member.</param>
    /// <param name="permissions">All that the member may do from now on.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task SetPermissionsAsync(
        string organizationId, string teamId, string userId, IEnumerable<string> permissions, CancellationToken cancellationToken = default) =>
        TellOfMemberAsync("update_member", organizationId, teamId, userId, permissions, cancellationToken);

    /// <summary>Removes a member from a team.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="teamId">The team.</param>
    /// <param name="userId">The member.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task RemoveMemberAsync(string organizationId, string teamId, string userId, CancellationToken cancellationToken = default)
    {
        Require(organizationId, teamId);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return _teams.TellAsync(new("delete_member", ("orgId", organizationId), ("teamId", teamId), ("userId", userId)), cancellationToken);
    }

    private Task TellOfMemberAsync(
        string subcommand, string organizationId, string teamId, string userId, IEnumerable<string> permissions, CancellationToken cancellationToken)
    {
        Require(organizationId, teamId);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(permissions);
        string[] all = [.. permissions];
        var told = new Subcommand(subcommand, ("orgId", organizationId), ("teamId", teamId), ("userId", userId))
        {
            More = writer => writer.WriteTexts("permissions", all),
        };
        return _teams.TellAsync(told, cancellationToken);
    }

    private static void Require(string organizationId, string other)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        ArgumentException.ThrowIfNullOrEmpty(other);
    }
}
